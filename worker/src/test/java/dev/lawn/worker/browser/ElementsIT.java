package dev.lawn.worker.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.service.Element;
import dev.lawn.common.service.Element.By;
import dev.lawn.common.service.Element.Selector;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Finds, clicks and fills the elements of a page in a real Chromium. */
@Timeout(240)
class ElementsIT extends ChromeFixture {

    private static final Duration SOON = Duration.ofMinutes(1);

    private Page page;

    ElementsIT() throws IOException {}

    @BeforeEach
    void start() throws Exception {
        byte[] html = resource("/elements.html");
        site.createContext("/", exchange -> answer(exchange, 200, "text/html", html));
        page = chrome.launch().newPage();
        page.open(at("/"));
        assertThat(clickOn(new Element(By.CSS, "#welcome"))).isEqualTo("welcome");
    }

    private Optional<Sight.Hit> find(Element element) throws InterruptedException {
        return page.look(List.of(element)).hit();
    }

    private Sight.Hit awaited(Element element) throws InterruptedException {
        return chrome.patience.until(SOON, () -> find(element)).orElseThrow();
    }

    /** The id of what took the click. */
    private String clickOn(Element element) throws InterruptedException {
        assertThat(page.click(awaited(element))).as("%s takes a click", element).isTrue();
        return awaited(new Element(By.CSS, "#clicked:not(:empty)")).text();
    }

    private static Element role(String role, @Nullable String named) {
        return new Element(List.of(new Selector(By.ROLE, role, named)));
    }

    @Test
    void findsByRoleAndName() throws InterruptedException {
        assertThat(clickOn(role("textbox", "e-mail ADDRESS"))).isEqualTo("email");
        assertThat(clickOn(role("textbox", "Password"))).isEqualTo("password");
        assertThat(clickOn(role("textbox", "Code"))).as("visible ones only").isEqualTo("code");
        assertThat(clickOn(role("textbox", null))).as("the first").isEqualTo("email");
        assertThat(clickOn(role("button", "Go on"))).isEqualTo("go");
        assertThat(clickOn(role("button", "Sign in"))).isEqualTo("submit");
        assertThat(clickOn(role("link", "Forgot it?"))).isEqualTo("forgot");
        assertThat(clickOn(role("link", "Register"))).isEqualTo("register");
        assertThat(clickOn(role("heading", "Welcome back"))).isEqualTo("welcome");
        assertThat(clickOn(role("checkbox", "Remember me"))).isEqualTo("remember");
        assertThat(find(role("button", "Register"))).as("it says to be a link").isEmpty();
        assertThat(find(role("dialog", null))).as("hidden").isEmpty();
    }

    @Test
    void fallsBackFromOneSelectorToTheNext() throws InterruptedException {
        Element element =
                new Element(
                        List.of(
                                new Selector(By.NAME, "nothing", null),
                                new Selector(By.NAME, "two", null),
                                new Selector(By.XPATH, "//input[@placeholder='Code']", null),
                                new Selector(By.NAME, "one", null)));
        assertThat(clickOn(element)).isEqualTo("code");
        assertThat(awaited(element).selector()).isEqualTo(2);
        List<Element> either = List.of(role("dialog", null), element);
        assertThat(chrome.patience.until(SOON, () -> page.look(either).hit()).orElseThrow().index())
                .isEqualTo(1);
    }

    @Test
    void readsTheTextOfWhatItFound() throws InterruptedException {
        assertThat(awaited(new Element(By.CSS, ".lockout")).text())
                .isEqualTo("Please wait for 407 minutes");
        assertThat(page.type(awaited(new Element(By.NAME, "one")), "me@example.com")).isTrue();
        assertThat(awaited(new Element(By.NAME, "one")).text())
                .as("what was typed is no text of the page")
                .isEmpty();
    }

    @Test
    void neitherClicksNorTypesThroughWhatCoversTheForm() throws InterruptedException {
        Element email = new Element(By.NAME, "one");
        assertThat(clickOn(new Element(By.BUTTON, "Show the news"))).isEqualTo("show");
        assertThat(page.click(awaited(email))).isFalse();
        assertThat(page.type(awaited(email), "me@example.com")).isFalse();

        assertThat(clickOn(role("button", "Close"))).isEqualTo("close");
        assertThat(page.type(awaited(email), "me@example.com")).isTrue();
        assertThat(page.click(awaited(email))).isTrue();
    }
}
