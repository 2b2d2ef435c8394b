package dev.gantry.bench.traffic.peer;

import java.io.Serializable;

/**
 * Where the peer finds everything; goes to its tasks with them.
 *
 * @param bootstrap addresses of the brokers
 * @param registry address of the schema registry
 */
record PeerSettings(String bootstrap, String registry) implements Serializable {}
