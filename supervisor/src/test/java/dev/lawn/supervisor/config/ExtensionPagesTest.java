package dev.lawn.supervisor.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.common.service.Element;
import dev.lawn.common.service.Element.By;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.service.ServiceDefinition.Outcome;
import dev.lawn.common.service.Step;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service whose people sign in on a page of its extension, which answers by {@code alert()}. */
class ExtensionPagesTest {

    private static final String ONE_NODE =
            """
            service: sample
            accounts:
              - { name: a, email: me@example.com, password: "${env:PASSWORD}" }
            """;

    private static final String ORIGIN = "chrome-extension://abcdefghijklmnopabcdefghijklmnop/";

    @TempDir private Path folder;
    private Workspace workspace;

    @BeforeEach
    void prepare() throws Exception {
        workspace = new Workspace(folder);
        workspace.service(
                "sample",
                Workspace.resource("service.yaml")
                        .replace("${app}/login", "{ extension: pages/signin.html?from=lawn }")
                        .replace("- dismiss:", "- open: { extension: popup.html }\n    - dismiss:")
                        .replace("text: Invalid credentials", "alert: Wrong password")
                        .replace("reason: login_rejected", "reason: rate_limited"));
        workspace.write("extensions/sample/extension/pages/signin.html", "", "rw-r--r--");
        workspace.write("extensions/sample/extension/popup.html", "", "rw-r--r--");
    }

    @Test
    void haveTheAddressTheBrowserGivesThem() throws Exception {
        ServiceDefinition service = workspace.load(ONE_NODE).plan().nodes().getFirst().service();

        assertThat(service.signIn().page())
                .isEqualTo(URI.create(ORIGIN + "pages/signin.html?from=lawn"));
        assertThat(service.signIn().steps().getFirst())
                .isEqualTo(new Step.Open(URI.create(ORIGIN + "popup.html")));
        assertThat(service.signIn().outcomes().getFirst())
                .isEqualTo(
                        new Outcome(
                                new Element(By.ALERT, "Wrong password"),
                                Reason.RATE_LIMITED,
                                null));
    }

    @Test
    void tellNothingOfTheWayOut() throws Exception {
        ServiceDefinition service = workspace.load(ONE_NODE).plan().nodes().getFirst().service();
        assertThat(service.onTheWeb()).isEqualTo(URI.create("https://api.example.com/ip"));

        workspace.service("sample", Workspace.resource("service.yaml"));
        assertThat(workspace.load(ONE_NODE).plan().nodes().getFirst().service().onTheWeb())
                .isEqualTo(URI.create("https://app.example.com/login"));
    }

    @Test
    void ofAnExtensionThatIsNotThereAreNotComplainedOfAsWell() throws Exception {
        workspace.service(
                "sample",
                Workspace.resource("service.yaml")
                        .replace("${app}/login", "{ extension: popup.html }")
                        .replace("folder: extension", "folder: elsewhere"));

        assertThat(workspace.problems(ONE_NODE))
                .singleElement()
                .asString()
                .contains("extension.folder: no extension in");
    }
}
