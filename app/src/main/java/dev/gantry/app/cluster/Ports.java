package dev.gantry.app.cluster;

/**
 * The ports of one embedded cluster; 0 stands for any free one. A cluster asks for those of its
 * last start, so that clients find it again, and takes free ones where others have them now.
 */
record Ports(int client, int controller, int registry) {
  static final Ports ANY = new Ports(0, 0, 0);
}
