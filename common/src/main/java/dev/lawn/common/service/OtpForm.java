package dev.lawn.common.service;

import org.jspecify.annotations.Nullable;

/**
 * Where a page takes the one-time code a person was sent.
 *
 * @param field the field for it
 * @param submit what to click then; null for the Enter key
 */
public record OtpForm(Element field, @Nullable Element submit) {}
