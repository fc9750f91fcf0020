/** Runs a service definition: sets the extension up, signs in, reads the status. */
@NullMarked
package dev.lawn.worker.service;

import org.jspecify.annotations.NullMarked;
