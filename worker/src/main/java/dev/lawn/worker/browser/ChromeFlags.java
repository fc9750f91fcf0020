package dev.lawn.worker.browser;

import dev.lawn.common.protocol.SupervisorMessage;
import dev.lawn.common.service.ServiceDefinition.Window;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a node's Chrome. It holds no secrets: anyone on the host can read it.
 *
 * <p>Nothing here hides that the browser is automated.
 */
final class ChromeFlags {

    /** Each saves memory or a background request; measured with Chromium 156. */
    private static final List<String> FEATURES_OFF =
            List.of(
                    // a renderer each, for pages a node never visits
                    "SpareRendererForSitePerProcess",
                    "BackForwardCache",
                    "WebUIOmniboxPopup",
                    "WebUIOmniboxAimPopup",
                    // it joins a multicast group of the host's network, for candidates that are not
                    // made
                    "WebRtcHideLocalIpsWithMdns",
                    // requests of the browser's own
                    "Translate",
                    "MediaRouter",
                    "OptimizationHints",
                    "OptimizationGuideModelDownloading",
                    "OptimizationHintsFetching",
                    "AutofillServerCommunication",
                    "PasswordLeakDetection",
                    "CertificateTransparencyComponentUpdater",
                    "NetworkTimeServiceQuerying");

    private ChromeFlags() {}

    /**
     * The flags of one node.
     *
     * @param relay the only way out
     */
    static List<String> of(
            SupervisorMessage.Browser browser, Window window, InetSocketAddress relay) {
        List<String> flags = new ArrayList<>();
        flags.add("--user-data-dir=" + browser.profile());
        flags.add("--window-size=%d,%d".formatted(window.width(), window.height()));
        flags.addAll(wayOut(relay));
        flags.addAll(quietness());
        flags.addAll(smallness());
        if (browser.headless()) {
            flags.add("--headless=new");
        }
        if (!browser.sandbox()) {
            flags.add("--no-sandbox");
        }
        return List.copyOf(flags);
    }

    private static List<String> wayOut(InetSocketAddress relay) {
        return List.of(
                "--proxy-server=http://127.0.0.1:" + relay.getPort(),
                // Otherwise loopback goes around the relay, and reaches our own services.
                "--proxy-bypass-list=<-loopback>",
                "--disable-quic",
                // Without "force": Chromium 156 knows no other, and `./dev leaks` saw STUN go out.
                "--webrtc-ip-handling-policy=disable_non_proxied_udp");
    }

    private static List<String> quietness() {
        return List.of(
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-domain-reliability",
                "--disable-breakpad",
                "--no-pings",
                "--no-first-run",
                "--no-default-browser-check",
                "--hide-crash-restore-bubble",
                "--disable-save-password-bubble",
                "--password-store=basic");
    }

    private static List<String> smallness() {
        return List.of(
                "--disable-features=" + String.join(",", FEATURES_OFF),
                "--enable-features=NetworkServiceInProcess2",
                "--in-process-gpu",
                "--disable-dev-shm-usage",
                "--mute-audio",
                // A node's tab is never looked at, and must not be slowed down for it.
                "--disable-background-timer-throttling",
                "--disable-renderer-backgrounding",
                "--disable-backgrounding-occluded-windows");
    }
}
