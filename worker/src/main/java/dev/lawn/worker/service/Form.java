package dev.lawn.worker.service;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.Reason;
import dev.lawn.common.service.Step;

/**
 * What is typed into the sign-in form. It is typed in one run only: a sign-in is scarce, and
 * whether there is another is the supervisor's decision.
 */
final class Form {

    private final Credentials account;
    private final Observer observer;
    private int run;
    private int runThatTyped;

    Form(Credentials account, Observer observer) {
        this.account = account;
        this.observer = observer;
    }

    void newRun() {
        run++;
    }

    /** Whether anything was typed in this run. */
    boolean wasTyped() {
        return runThatTyped == run;
    }

    /**
     * Returns once something may be typed, which may be long after; at once from then on.
     *
     * @throws ServiceFault where nothing may be typed any more
     */
    void awaitLeave() throws InterruptedException {
        if (runThatTyped != 0 && runThatTyped != run) {
            throw new ServiceFault(
                    Reason.SITE_DOWN,
                    "the form was typed into already in this run; not a second time");
        }
        if (runThatTyped == 0) {
            observer.awaitLeave();
        }
        runThatTyped = run;
    }

    /** What to type. */
    String value(Step.Field field) {
        return switch (field) {
            case EMAIL -> account.user();
            case PASSWORD -> account.password().reveal();
        };
    }
}
