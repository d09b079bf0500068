"""The compiler: from live pages to the plain documents that a release keeps. Reads nothing by itself."""
