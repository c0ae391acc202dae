"""iCalendar: one version becomes one text (`component.render_version`); `header` is what stands around
them.
"""
