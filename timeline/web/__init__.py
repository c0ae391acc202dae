"""Pages, feeds and errors over HTTP. This package alone knows Flask."""
