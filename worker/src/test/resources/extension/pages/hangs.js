// Stops every page of the extension: they share a renderer.
while (true);
