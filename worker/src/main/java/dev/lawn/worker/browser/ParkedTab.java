package dev.lawn.worker.browser;

import dev.lawn.common.model.Reason;
import dev.lawn.common.service.ServiceDefinition.ApiRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.NoSuchWindowException;

/** Chrome's first tab, on the extension's own manifest; it stays this when the tab is replaced. */
final class ParkedTab implements ExtensionPage {

    private final Tabs tabs;
    private final String worker;
    private @Nullable Version version;

    /** What a tab said once: an extension changes only by being loaded anew, in a new tab. */
    private record Version(String tab, String text) {}

    /**
     * @param worker where the address of the extension's service worker begins
     */
    ParkedTab(Tabs tabs, String worker) {
        this.tabs = tabs;
        this.worker = worker;
    }

    @Override
    public boolean hasWorker() throws InterruptedException {
        return tabs.in(tabs.first(), "list targets", driver -> driver.hasServiceWorker(worker));
    }

    @Override
    public Map<String, String> stored(List<String> keys) throws InterruptedException {
        return run("read storage", Scripts.STORED.text(), keys) instanceof Map<?, ?> found
                ? texts(found)
                : Map.of();
    }

    @Override
    public String version() throws InterruptedException {
        if (version == null || !version.tab.equals(tabs.first())) {
            String text =
                    String.valueOf(
                            run("read manifest", "return chrome.runtime.getManifest().version;"));
            version = new Version(tabs.first(), text);
        }
        return version.text;
    }

    @Override
    public void ask(List<ApiRequest> requests, @Nullable String authorizationKey)
            throws InterruptedException {
        List<Map<String, @Nullable Object>> questions =
                requests.stream().map(ParkedTab::question).toList();
        run("ask API", Scripts.ASK.text(), questions, authorizationKey, API_PATIENCE.toMillis());
    }

    private static Map<String, @Nullable Object> question(ApiRequest request) {
        Map<String, @Nullable Object> question = new HashMap<>();
        question.put("url", request.url().toString());
        question.put("pointers", request.pointers());
        question.put("devices", request.devices());
        question.put("ip", request.listedBy() == null ? null : request.listedBy().ip());
        return question;
    }

    @Override
    public Optional<List<ApiAnswer>> answers() throws InterruptedException {
        return run("read API answers", Scripts.ANSWERS.text()) instanceof List<?> found
                ? Optional.of(found.stream().map(ParkedTab::answer).toList())
                : Optional.empty();
    }

    private static ApiAnswer answer(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> answer)) {
            return ApiAnswer.of(0);
        }
        return new ApiAnswer(
                answer.get("status") instanceof Number status ? status.intValue() : 0,
                answer.get("values") instanceof Map<?, ?> values ? texts(values) : Map.of(),
                answer.get("addresses") instanceof List<?> addresses
                        ? Optional.of(addresses.stream().map(String::valueOf).toList())
                        : Optional.empty());
    }

    private static Map<String, String> texts(Map<?, ?> values) {
        Map<String, String> texts = new HashMap<>();
        values.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
        return texts;
    }

    private @Nullable Object run(String what, String script, @Nullable Object... arguments)
            throws InterruptedException {
        return tabs.ask(tabs.first(), what, driver -> run(driver, what, script, arguments))
                .orElse(null);
    }

    private static Optional<Object> run(
            ChromeSession driver, String what, String script, @Nullable Object... arguments) {
        try {
            return Optional.ofNullable(driver.executeScript(script, arguments));
        } catch (JavascriptException | NoSuchWindowException _) {
            // Without its extension the page has no such API any more, or is closed.
            throw new BrowserFault(
                    Reason.EXTENSION_DEAD,
                    "\"%s\" failed in the extension's own page".formatted(what));
        }
    }
}
