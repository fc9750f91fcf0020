package dev.lawn.supervisor.plan;

/**
 * An extension that was added with {@code lawn extension add} and still is what it was.
 *
 * @param version of its manifest
 * @param sha256 of the CRX file, or of the folder it was added as; 64 hexadecimal digits
 * @param lock absolute path of the lock file that says so
 */
public record ExtensionPin(String version, String sha256, String lock) {}
