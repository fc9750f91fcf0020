/** What a node that is connected costs: bytes by what they are for, counted by its proxy. */
@NullMarked
package dev.lawn.faults.thrift;

import org.jspecify.annotations.NullMarked;
