package io.gnomon.store.file;

/**
 * What has become of a file while it was in use.
 *
 * @param words what follows the file's name in a sentence
 * @param whole whether the file itself is as it was, and only its name is gone: then it can be completed
 */
public record FileLoss(String words, boolean whole) {}
