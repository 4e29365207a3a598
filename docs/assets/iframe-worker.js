// A browser refuses a Worker on a page that was opened from a folder, and then the search box finds nothing.
// There, this stands in for it: the script runs in a hidden frame, with the same messages in and out.
window.IFrameWorker = class extends EventTarget {
  constructor(url) {
    super()
    const frame = document.body.appendChild(document.createElement("iframe"))
    frame.hidden = true
    const inside = frame.contentWindow
    const load = (source) => new Promise((done, failed) => {
      const script = inside.document.createElement("script")
      Object.assign(script, { src: new URL(source, document.baseURI), onload: done, onerror: failed })
      inside.document.body.appendChild(script)
    })
    inside.importScripts = async (...sources) => { for (const source of sources) await load(source) }
    inside.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }))
    this.say = (data) => inside.dispatchEvent(new MessageEvent("message", { data }))
    this.ready = load(url)
  }

  postMessage(data) {
    this.ready.then(() => this.say(data))
  }
}

if (location.protocol === "file:") window.Worker = window.IFrameWorker
