"""Commands. The only room that puts the others together; it imports them late."""
