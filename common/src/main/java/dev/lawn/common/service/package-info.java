/**
 * A service (say, a bandwidth-sharing site and its extension) as data: what a worker opens, fills,
 * clicks and reads. Nothing about one particular service stands in Java.
 */
@NullMarked
package dev.lawn.common.service;

import org.jspecify.annotations.NullMarked;
