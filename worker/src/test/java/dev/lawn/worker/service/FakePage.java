package dev.lawn.worker.service;

import dev.lawn.common.service.Element;
import dev.lawn.worker.browser.Page;
import dev.lawn.worker.browser.PageEvidence;
import dev.lawn.worker.browser.Redaction;
import dev.lawn.worker.browser.Sight;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A page that shows what a test says and writes down what is done to it. */
final class FakePage implements Page {

    /** The values of the elements it shows now. */
    final Set<String> shown = new HashSet<>();

    final List<String> done = new ArrayList<>();
    String address = "about:blank";
    int status = 200;
    boolean isComplete = true;

    /** Lies over everything else while it is shown. */
    String cover = "";

    Runnable onSignIn = () -> {};
    Runnable onEnter = () -> {};
    Runnable onLook = () -> {};

    @Override
    public void open(String url) {
        address = url;
    }

    @Override
    public Sight look(List<Element> elements) {
        onLook.run();
        for (int i = 0; i < elements.size(); i++) {
            String value = elements.get(i).value();
            if (shown.contains(value)) {
                return new Sight(address, status, isComplete, Optional.of(new Sight.Hit(i, value)));
            }
        }
        return new Sight(address, status, isComplete, Optional.empty());
    }

    @Override
    public boolean click(Sight.Hit hit) {
        String element = (String) hit.handle();
        if (shown.contains(cover) && !element.equals(cover)) {
            return false;
        }
        done.add("click " + element);
        if (element.equals(cover)) {
            shown.remove(cover);
        }
        if ("SIGN IN".equals(element)) {
            onSignIn.run();
        }
        return true;
    }

    @Override
    public boolean type(Sight.Hit hit, String text) {
        done.add("type " + text);
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
    public void close() {
        done.add("close");
    }
}
