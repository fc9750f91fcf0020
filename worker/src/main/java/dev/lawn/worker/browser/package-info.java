/** Chrome: its flags, its driver, the extension in it, and commands that always end in time. */
@NullMarked
package dev.lawn.worker.browser;

import org.jspecify.annotations.NullMarked;
