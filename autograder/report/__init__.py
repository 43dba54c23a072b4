"""Reports turned into text: one file a format, each a pure function of `model.Report`."""
