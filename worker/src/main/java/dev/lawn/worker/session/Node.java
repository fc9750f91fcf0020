package dev.lawn.worker.session;

import dev.lawn.common.protocol.SupervisorMessage.Assignment;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.time.Time;
import dev.lawn.worker.browser.ChromeLauncher;
import dev.lawn.worker.browser.Patience;
import dev.lawn.worker.relay.Relay;
import dev.lawn.worker.service.OtpMailbox;
import dev.lawn.worker.service.PageConversation;

/**
 * What every stage of one node works with.
 *
 * @param assignment what the supervisor wants
 * @param relay the node's way out
 * @param exitIp the address it goes out by
 * @param page what a page says of its status
 * @param launcher starts and ends its browser
 * @param leave whether it may sign in
 * @param remedies how often that browser may still be mended in place
 * @param codes what a person was sent by the service
 */
record Node(
        Assignment assignment,
        Relay relay,
        ExitIpWatch exitIp,
        PageConversation page,
        ChromeLauncher launcher,
        Remedies remedies,
        OtpMailbox codes,
        Reports reports,
        Leave leave,
        Patience patience) {

    ServiceDefinition service() {
        return assignment.service();
    }

    Time time() {
        return patience.time();
    }
}
