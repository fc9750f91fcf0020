package dev.lawn.worker.browser;

import dev.lawn.common.service.Element;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.MoveTargetOutOfBoundsException;

/** A tab of Chrome. */
final class WebPage implements Page {

    private final Tabs tabs;
    private final String tab;

    WebPage(Tabs tabs, String tab) {
        this.tabs = tabs;
        this.tab = tab;
    }

    @Override
    public void open(String address) throws InterruptedException {
        tabs.in(
                tab,
                "open page",
                driver -> {
                    driver.get(address);
                    return true;
                });
    }

    @Override
    public Sight look(List<Element> elements) throws InterruptedException {
        List<List<List<String>>> wanted =
                elements.stream()
                        .map(each -> each.selectors().stream().map(WebPage::script).toList())
                        .toList();
        return tabs.ask(tab, "look at page", driver -> look(driver, wanted));
    }

    private static List<String> script(Element.Selector selector) {
        String named = selector.named();
        return List.of(selector.by().name(), selector.value(), named == null ? "" : named);
    }

    private static Sight look(ChromeSession driver, List<List<List<String>>> wanted) {
        if (driver.isBlank()) {
            return Sight.BLANK;
        }
        try {
            if (driver.executeScript(Scripts.LOOK.text(), wanted) instanceof List<?> found
                    && found.get(0) instanceof String address
                    && found.get(1) instanceof Number status) {
                return new Sight(
                        address, status.intValue(), Boolean.TRUE.equals(found.get(4)), hit(found));
            }
            return Sight.NOTHING;
        } catch (StaleElementReferenceException _) {
            return Sight.NOTHING;
        } catch (JavascriptException e) {
            // The page was replaced under the script; a wrong selector is told apart by its word.
            if (String.valueOf(e.getRawMessage()).contains("SyntaxError")) {
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
                    element.sendKeys(Keys.ENTER);
                    return true;
                });
    }

    private static boolean click(WebElement element) {
        if (!element.isEnabled()) {
            return false;
        }
        element.click();
        return true;
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
        return tabs.in(
                tab,
                what,
                driver -> {
                    try {
                        return action.on(driver, element);
                    } catch (ElementNotInteractableException
                            | JavascriptException
                            | StaleElementReferenceException
                            | MoveTargetOutOfBoundsException _) {
                        return false;
                    }
                });
    }

    @Override
    public Refusals refusals(Predicate<String> hosts) throws InterruptedException {
        return HeardRefusals.of(tabs, tab, hosts);
    }

    @Override
    public void close() throws InterruptedException {
        tabs.close(tab);
    }
}
