from casekit.read.assemble import assemble as assemble  # TEMPORARY: use casekit.read.assemble; goes away
