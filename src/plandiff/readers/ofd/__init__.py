"""OFD (GB/T 33190) -> pages: a zip of XML that says of every character where it stands."""
