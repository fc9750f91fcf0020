package dev.lawn.supervisor.extension;

import java.time.Instant;

/**
 * What was added, so that a later look can tell whether it still is.
 *
 * @param version of the manifest
 * @param source where it came from: an address, or an absolute path
 * @param added when
 * @param sha256 of the CRX file; where a folder was added, the same as {@code treeSha256}
 * @param treeSha256 {@link TreeDigest} of the unpacked folder
 */
public record Lock(
        String id,
        String name,
        String version,
        String source,
        Instant added,
        String sha256,
        String treeSha256,
        Permissions permissions) {}
