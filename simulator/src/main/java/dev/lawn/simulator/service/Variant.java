package dev.lawn.simulator.service;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The faces of the sign-in page, one at a time; {@code POST /_variant} changes it while the site
 * runs, as a site does overnight. A page that is open keeps the face it came with. The dates are
 * those of the facts in {@code extensions/grass/service.yaml}.
 */
public enum Variant {
    /** 2024: user and password in one form. */
    CLASSIC,
    /** 2025-04: e-mail, then the wish for a password, then the password. */
    STEPWISE,
    /** Step by step, under a cookie banner and a second window that comes late and covers all. */
    BANNERS,
    /** Step by step; right credentials are answered by a mail, and the page asks for its code. */
    OTP,
    /** Step by step; right credentials are answered by a wall that a person must take down. */
    CAPTCHA,
    /** Other texts and other markup than all of these, as after a redesign. */
    CHANGED;

    /** The name in {@code POST /_variant}: lower-case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The variant of that name; empty for an unknown one. */
    public static Optional<Variant> ofWireName(String name) {
        return Arrays.stream(values()).filter(v -> v.wireName().equals(name)).findFirst();
    }
}
