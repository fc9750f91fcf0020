package dev.lawn.worker.browser;

import dev.lawn.common.model.Reason;
import dev.lawn.common.service.Element;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.UnhandledAlertException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.MoveTargetOutOfBoundsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A tab of Chrome. */
final class WebPage implements Page {

    private static final Logger log = LoggerFactory.getLogger(WebPage.class);

    private final Tabs tabs;
    private final String tab;
    private final Alerts alerts;

    WebPage(Tabs tabs, String tab, Alerts alerts) {
        this.tabs = tabs;
        this.tab = tab;
        this.alerts = alerts;
    }

    @Override
    public void open(String address) throws InterruptedException {
        alerts.forget(tab);
        tabs.in(
                tab,
                "open page",
                driver -> {
                    // A page that shows a box while it loads is there all the same.
                    once(() -> driver.get(address));
                    return true;
                });
    }

    @Override
    public Sight look(List<Element> elements) throws InterruptedException {
        List<List<List<String>>> wanted = scripts(elements);
        return tabs.ask(tab, "look at page", driver -> look(driver, wanted, alerts.in(tab)));
    }

    @Override
    public Sight glance(List<Element> elements) throws InterruptedException {
        List<List<List<String>>> wanted = scripts(elements);
        return tabs.in(tab, "glance at page", driver -> look(driver, wanted, alerts.in(tab)));
    }

    private static List<List<List<String>>> scripts(List<Element> elements) {
        return elements.stream()
                .map(each -> each.selectors().stream().map(WebPage::script).toList())
                .toList();
    }

    private static List<String> script(Element.Selector selector) {
        String named = selector.named();
        return List.of(selector.by().name(), selector.value(), named == null ? "" : named);
    }

    private static Sight look(ChromeSession driver, List<List<List<String>>> wanted, String alert) {
        try {
            if (driver.isBlank()) {
                return Sight.BLANK;
            }
            if (driver.executeScript(Scripts.LOOK.text(), wanted, alert) instanceof List<?> found
                    && found.get(0) instanceof String address
                    && found.get(1) instanceof Number status) {
                return new Sight(
                        address, status.intValue(), Boolean.TRUE.equals(found.get(4)), hit(found));
            }
            return Sight.NOTHING;
        } catch (StaleElementReferenceException | UnhandledAlertException _) {
            return Sight.NOTHING;
        } catch (JavascriptException e) {
            // The page was replaced under the script; a wrong selector is told apart by its word.
            if (String.valueOf(e.getRawMessage()).contains("SyntaxError")) {
                throw e;
            }
            return Sight.NOTHING;
        } catch (TimeoutException e) {
            if (!WebDriverErrors.isCutShort(e)) {
                throw e;
            }
            return Sight.NOTHING;
        }
    }

    private static Optional<Sight.Hit> hit(List<?> found) {
        return found.get(2) instanceof Number index
                        && found.get(3) instanceof WebElement element
                        && found.get(5) instanceof Number selector
                ? Optional.of(
                        new Sight.Hit(
                                index.intValue(),
                                selector.intValue(),
                                element,
                                String.valueOf(found.get(6))))
                : Optional.empty();
    }

    @Override
    public boolean click(Sight.Hit hit) throws InterruptedException {
        return acted("click", (WebElement) hit.handle(), (_, element) -> click(element));
    }

    @Override
    public boolean type(Sight.Hit hit, String text) throws InterruptedException {
        return acted(
                "type",
                (WebElement) hit.handle(),
                (driver, element) -> isReachable(driver, element) && type(element, text));
    }

    @Override
    public boolean enter(Sight.Hit hit) throws InterruptedException {
        return acted(
                "enter",
                (WebElement) hit.handle(),
                (_, element) -> {
                    once(() -> element.sendKeys(Keys.ENTER));
                    return true;
                });
    }

    private static boolean click(WebElement element) {
        if (!element.isEnabled()) {
            return false;
        }
        once(element::click);
        return true;
    }

    /** Nobody can tell whether a box came before it or of it, and a form must not be sent twice. */
    private static void once(Runnable action) {
        try {
            action.run();
        } catch (UnhandledAlertException _) {
            log.warn("a box came up under a command; it counts as done");
        }
    }

    private static boolean isReachable(ChromeSession driver, WebElement element) {
        return Boolean.TRUE.equals(driver.executeScript(Scripts.REACHABLE.text(), element));
    }

    private static boolean type(WebElement element, String text) {
        // Real key events, so that a page which listens for them believes what it sees.
        element.sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
        String held = element.getDomProperty("value");
        return held != null && held.length() == text.length();
    }

    @Override
    public Optional<PageEvidence> evidence(Redaction redaction) throws InterruptedException {
        return tabs.in(
                tab, "take evidence", driver -> new EvidenceCamera(driver, redaction).take());
    }

    private interface Action {
        boolean on(ChromeSession driver, WebElement element);
    }

    private boolean acted(String what, WebElement element, Action action)
            throws InterruptedException {
        alerts.forget(tab);
        return tabs.in(
                tab,
                what,
                driver -> {
                    try {
                        return action.on(driver, element);
                    } catch (ElementNotInteractableException
                            | JavascriptException
                            | StaleElementReferenceException
                            | MoveTargetOutOfBoundsException
                            | UnhandledAlertException _) {
                        return false;
                    }
                });
    }

    @Override
    public void fetchNoPictures() throws InterruptedException {
        try {
            boolean _ =
                    tabs.in(
                            tab,
                            "block pictures",
                            driver -> {
                                driver.blockPictures();
                                return true;
                            });
        } catch (BrowserFault e) {
            if (e.reason() != Reason.INTERNAL) {
                throw e;
            }
            log.warn("{}", e.getMessage());
        }
    }

    @Override
    public Refusals refusals(Predicate<String> hosts) throws InterruptedException {
        return HeardRefusals.of(tabs, tab, hosts);
    }

    @Override
    public void close() throws InterruptedException {
        alerts.forget(tab);
        tabs.close(tab);
    }
}
