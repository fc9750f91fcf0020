package dev.lawn.worker.browser;

import dev.lawn.common.service.Element;
import java.util.List;
import java.util.Optional;
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
        List<List<String>> wanted =
                elements.stream().map(each -> List.of(each.by().name(), each.value())).toList();
        return tabs.ask(tab, "look at page", driver -> look(driver, wanted));
    }

    private static Sight look(ChromeSession driver, List<List<String>> wanted) {
        if (driver.isBlank()) {
            return Sight.BLANK;
        }
        try {
            if (driver.executeScript(Scripts.LOOK.text(), wanted) instanceof List<?> found
                    && found.get(0) instanceof String address
                    && found.get(1) instanceof Number status
                    && found.get(2) instanceof Number index) {
                Object element = found.get(3);
                return new Sight(
                        address,
                        status.intValue(),
                        Boolean.TRUE.equals(found.get(4)),
                        element == null
                                ? Optional.empty()
                                : Optional.of(new Sight.Hit(index.intValue(), element)));
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

    @Override
    public boolean click(Sight.Hit hit) throws InterruptedException {
        return acted("click", (WebElement) hit.handle(), WebPage::click);
    }

    @Override
    public boolean type(Sight.Hit hit, String text) throws InterruptedException {
        return acted("type", (WebElement) hit.handle(), element -> type(element, text));
    }

    @Override
    public boolean enter(Sight.Hit hit) throws InterruptedException {
        return acted(
                "enter",
                (WebElement) hit.handle(),
                element -> {
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
        boolean on(WebElement element);
    }

    private boolean acted(String what, WebElement element, Action action)
            throws InterruptedException {
        return tabs.in(
                tab,
                what,
                _ -> {
                    try {
                        return action.on(element);
                    } catch (ElementNotInteractableException
                            | StaleElementReferenceException
                            | MoveTargetOutOfBoundsException _) {
                        return false;
                    }
                });
    }

    @Override
    public void close() throws InterruptedException {
        tabs.close(tab);
    }
}
