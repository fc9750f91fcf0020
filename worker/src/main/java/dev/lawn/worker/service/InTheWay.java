package dev.lawn.worker.service;

import dev.lawn.common.service.Element;
import dev.lawn.worker.browser.Page;
import dev.lawn.worker.browser.Sight;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dismisses what covers the page. Banners come late, and again; one that does not go away is left
 * alone for the rest of the step.
 */
final class InTheWay {

    /** How often one of them is dismissed in a step. */
    private static final int MOST = 3;

    private static final Logger log = LoggerFactory.getLogger(InTheWay.class);

    private final Page page;
    private final Walk walk;
    private final Map<Element, Integer> dismissed = new HashMap<>();

    InTheWay(Page page, Walk walk) {
        this.page = page;
        this.walk = walk;
    }

    void nextStep() {
        dismissed.clear();
    }

    /** Those of them that may be dismissed in this step. */
    List<Element> left(List<Element> elements) {
        return elements.stream().filter(each -> dismissed.getOrDefault(each, 0) < MOST).toList();
    }

    /**
     * Clicks the first of them that takes a click, since one may lie under another; false where
     * none does.
     */
    boolean dismissOne(List<Element> elements) throws InterruptedException {
        for (Element element : left(elements)) {
            Optional<Sight.Hit> hit = page.look(List.of(element)).hit();
            if (hit.isPresent() && page.click(hit.get())) {
                dismissed.merge(element, 1, Integer::sum);
                log.info("in the way, dismissed: {}", element);
                walk.dismissed(element, hit.get());
                return true;
            }
        }
        return false;
    }
}
