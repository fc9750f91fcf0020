package dev.lawn.simulator.web;

import dev.lawn.simulator.http.Reply;
import dev.lawn.simulator.service.Variant;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The page as it is served now: in which variant, and which extensions it hands the session to.
 * Both may change while the site runs; a page that is open keeps what it came with. Thread-safe.
 */
final class WebApp {

    private final Assets assets;
    private volatile Variant variant;
    private volatile List<String> extensionIds;

    WebApp(Variant variant, List<String> extensionIds) throws IOException {
        this.assets = new Assets();
        this.variant = variant;
        this.extensionIds = extensionIds;
    }

    Variant variant() {
        return variant;
    }

    void set(Variant next) {
        variant = next;
    }

    void setExtensionIds(List<String> ids) {
        extensionIds = List.copyOf(ids);
    }

    Reply.Whole page() {
        return assets.page(variant, extensionIds);
    }

    /** See {@link Assets#endless}. */
    Reply.Stream endlessPage(Assets.GoesOn goesOn) {
        return Assets.endless(page(), goesOn);
    }

    Reply.Whole challengePage() {
        return assets.challengePage();
    }

    /** A script or the style sheet, by its name. */
    Optional<Reply.Whole> file(String name) {
        return assets.file(name);
    }
}
