package dev.lawn.simulator.web;

import dev.lawn.simulator.http.Reply;
import dev.lawn.simulator.http.Request;
import dev.lawn.simulator.service.Walls;
import java.util.Map;

/**
 * What stands in the frame of a captcha wall: a page with a checkbox for a person, which takes the
 * wall down. Its path holds the name that the real challenge's address has.
 */
final class Challenge {

    static final String PATH = "/challenges.cloudflare.com/";

    private final Reply.Whole page;
    private final Walls walls;

    Challenge(Reply.Whole page, Walls walls) {
        this.page = page;
        this.walls = walls;
    }

    /**
     * @param route below {@link #PATH}
     */
    Reply handle(String route, Request request) {
        String wall = request.query().getOrDefault("wall", "");
        return switch (route) {
            case "GET turnstile" -> page;
            case "POST solved" -> {
                walls.solve(wall);
                yield Json.service(200, Map.of("solved", walls.isSolved(wall)));
            }
            default -> Reply.text(404, "there is nothing at " + request.path());
        };
    }
}
