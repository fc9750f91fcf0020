package dev.lawn.worker.service;

import dev.lawn.common.service.Element;
import dev.lawn.worker.browser.Page;
import dev.lawn.worker.browser.PageEvidence;
import dev.lawn.worker.browser.Redaction;
import dev.lawn.worker.browser.Refusal;
import dev.lawn.worker.browser.Refusals;
import dev.lawn.worker.browser.Sight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A page that shows what a test says and writes down what is done to it. */
final class FakePage implements Page {

    /** The values of the elements it shows now. */
    final Set<String> shown = new HashSet<>();

    final List<String> done = new ArrayList<>();

    /** The texts of those that have one. */
    final Map<String, String> texts = new HashMap<>();

    String address = "about:blank";
    int status = 200;
    boolean isComplete = true;

    /** Each lies over everything else while it is shown, and over those before it. */
    final List<String> covers = new ArrayList<>();

    /** What does not go away when it is clicked. */
    final Set<String> stays = new HashSet<>();

    /** What it was answered last, where that was a refusal. */
    Optional<Refusal> refusal = Optional.empty();

    Runnable onSignIn = () -> {};
    Runnable onEnter = () -> {};
    Runnable onLook = () -> {};
    Consumer<Sight.Hit> onType = _ -> {};

    @Override
    public void open(String url) {
        address = url;
        done.add("open " + url);
    }

    @Override
    public Sight look(List<Element> elements) {
        onLook.run();
        return new Sight(address, status, isComplete, hit(elements));
    }

    private Optional<Sight.Hit> hit(List<Element> elements) {
        for (int i = 0; i < elements.size(); i++) {
            List<Element.Selector> selectors = elements.get(i).selectors();
            for (int j = 0; j < selectors.size(); j++) {
                String value = selectors.get(j).value();
                if (shown.contains(value)) {
                    return Optional.of(new Sight.Hit(i, j, value, texts.getOrDefault(value, "")));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean click(Sight.Hit hit) {
        String element = (String) hit.handle();
        if (isCovered(element)) {
            return false;
        }
        done.add("click " + element);
        if (covers.contains(element) && !stays.contains(element)) {
            shown.remove(element);
        }
        if ("SIGN IN".equals(element)) {
            onSignIn.run();
        }
        return true;
    }

    private boolean isCovered(String element) {
        return covers.stream().skip(covers.indexOf(element) + 1L).anyMatch(shown::contains);
    }

    @Override
    public boolean type(Sight.Hit hit, String text) {
        if (isCovered((String) hit.handle())) {
            return false;
        }
        done.add("type " + text);
        onType.accept(hit);
        return true;
    }

    @Override
    public Optional<PageEvidence> evidence(Redaction redaction) {
        return Optional.empty();
    }

    @Override
    public boolean enter(Sight.Hit hit) {
        done.add("enter " + hit.handle());
        onEnter.run();
        return true;
    }

    @Override
    public void fetchNoPictures() {
        done.add("no pictures");
    }

    @Override
    public Refusals refusals(Predicate<String> hosts) {
        return () -> refusal;
    }

    @Override
    public void close() {
        done.add("close");
    }
}
