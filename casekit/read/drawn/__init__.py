"""Drawings of a case that come back from other programs: GraphML, GEXF, Kumu, JSON."""
