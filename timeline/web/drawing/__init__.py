"""Pictures from values: a map, a strip of time, a plot of figures, columns of counts, a card for link previews.

Pure: values in, positions out; templates turn them into SVG. Positions along the page are percentages, so that a
picture is as wide as its place while its text keeps its size, and a mirrored page mirrors it.
"""
