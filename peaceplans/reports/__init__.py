"""Floor 9: words and renderers over results; they compute nothing.

`words` says values, commitments and changes in plain English; the `*_report` modules arrange
results as a `Report`; `text`, `markdown` and `json` render any report.
"""
