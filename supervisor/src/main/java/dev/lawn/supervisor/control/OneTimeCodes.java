package dev.lawn.supervisor.control;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.common.model.Secret;
import dev.lawn.supervisor.fleet.Fleet;
import dev.lawn.supervisor.fleet.NodeSnapshot;
import dev.lawn.supervisor.node.NodeEvent;
import dev.lawn.supervisor.node.StateName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@code POST /api/v1/nodes/NAME/otp}: the body is the code. */
record OneTimeCodes(Fleet fleet) {

    /** Whatever a service sends; most send six digits. */
    private static final int LONGEST = 64;

    private static final int MOST_BYTES = 1024;

    /** What goes back: a status and one line for people, which never repeats the code. */
    record Reply(int status, String words) {}

    Reply take(NodeSnapshot node, InputStream body) throws IOException {
        Optional<Secret> code = code(body.readNBytes(MOST_BYTES));
        if (code.isEmpty()) {
            return new Reply(400, "a code has 1 to %d characters on one line".formatted(LONGEST));
        }
        Optional<String> refusal = refusal(node);
        if (refusal.isPresent()) {
            return new Reply(409, refusal.get());
        }
        return fleet.post(node.node(), new NodeEvent.CodeGiven(code.get()))
                ? new Reply(202, "accepted")
                : new Reply(503, "the fleet is going down");
    }

    private static Optional<Secret> code(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        boolean isCode =
                !text.isEmpty()
                        && text.length() <= LONGEST
                        && text.chars().noneMatch(Character::isISOControl);
        return isCode ? Optional.of(Secret.of(text)) : Optional.empty();
    }

    private Optional<String> refusal(NodeSnapshot node) {
        NodeName name = node.node();
        if (node.state() != StateName.NEEDS_HUMAN || node.reason() != Reason.OTP) {
            return Optional.of(
                    "%s does not wait for a code: it is %s%s"
                            .formatted(
                                    name,
                                    node.state().label(),
                                    node.reason() == null ? "" : " (" + node.reason() + ")"));
        }
        return fleet.takesCodes(name)
                ? Optional.empty()
                : Optional.of(
                        ("%s cannot take a code: by the service.yaml of %s that it was started with"
                                        + " nobody knows where it goes; add sign_in.otp for the"
                                        + " next start, and sign in on the page for now")
                                .formatted(name, node.service()));
    }
}
