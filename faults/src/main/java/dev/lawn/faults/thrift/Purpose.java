package dev.lawn.faults.thrift;

import dev.lawn.faults.world.MeteredWorld;

/** What bytes are for, as the name of the host tells. */
enum Purpose {
    /** The extension's own work. */
    SERVICE,
    /** What Lawn itself loads and asks: web app, API, exit IP. */
    CONTROL,
    /** All else, such as what the browser asks for its own sake. */
    OTHER;

    static Purpose of(String host) {
        return switch (host) {
            case MeteredWorld.NODES -> SERVICE;
            case MeteredWorld.APP, MeteredWorld.API, MeteredWorld.IP -> CONTROL;
            default -> OTHER;
        };
    }
}
