/**
 * Extensions as pinned artefacts: a CRX3 file or a folder is checked, unpacked read-only, and
 * remembered in a lock file that every later start is held against.
 *
 * <pre>{@code
 * Artefact artefact = Artefact.of(Path.of("grass.crx"));
 * Added added = new Installer(place).add(artefact, false, now);
 * Optional<Lock> fine = Installed.check(place);
 * }</pre>
 */
@NullMarked
package dev.lawn.supervisor.extension;

import org.jspecify.annotations.NullMarked;
