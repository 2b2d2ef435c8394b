package dev.gantry.ingest.city.render;

import dev.gantry.ingest.city.render.Block.Side;

/** The fronts of a building: windows by storeys and bays, shops on the ground floor or homes. */
final class Facade implements Block.Texture {

  private static final double GROUND_FLOOR = 3.9;
  private static final double STOREY = 3.1;
  private static final double BAY = 2.9;
  private static final double PANE = 2.4;

  private static final int[] WALLS = {
    0xC9B79C, 0xA9634A, 0xD8D2C4, 0x9A8F84, 0xB7A79B, 0x8C4F3D, 0xC4C2B8, 0xB98F6B, 0xA7AEB2
  };
  private static final int[] SIGNS = {0x2F5D62, 0x8A2E2E, 0x24406E, 0x2E2E2E, 0x9A6A1F, 0x3F5F35};

  private static final Colour GLASS = Colour.of(0x36424C);
  private static final Colour FRAME = Colour.of(0xDDD9D0);
  private static final Colour PLINTH = Colour.of(0x6E6A66);
  private static final Colour ROOF = Colour.of(0x77736E);
  private static final Colour WARM = new Colour(1, .80, .50);
  private static final Colour COOL = new Colour(.92, .95, .90);

  private final long seed;
  private final boolean shop;
  private final boolean brick;
  private final Colour wall;
  private final Colour sign;
  private final double bay;

  Facade(long seed, double length, boolean shop) {
    this.seed = seed;
    this.shop = shop;
    int kind = (int) (WALLS.length * Noise.cell(seed, 0, 1));
    this.brick = kind == 1 || kind == 5;
    this.wall = Colour.of(WALLS[kind]).times(.9 + .2 * Noise.cell(seed, 1, 1));
    this.sign = Colour.of(SIGNS[(int) (SIGNS.length * Noise.cell(seed, 2, 1))]);
    this.bay = length / Math.max(1, Math.round(length / BAY));
  }

  @Override
  public Look at(Side side, double along, double z, Vec normal) {
    if (side == Side.ROOF) {
      return new Look(ROOF.times(.8 + .4 * Noise.smooth(along, z, seed)), normal);
    }
    if (side == Side.FRONT && z < GROUND_FLOOR) {
      return shop ? shop(along, z, normal) : home(along, z, 0, normal);
    }
    int storey = z < GROUND_FLOOR ? 0 : 1 + (int) ((z - GROUND_FLOOR) / STOREY);
    if (storey == 0) {
      return new Look(wall(along, z), normal);
    }
    return home(along, (z - GROUND_FLOOR) % STOREY, side == Side.FRONT ? storey : -storey, normal);
  }

  private Look shop(double along, double z, Vec normal) {
    if (z > 2.85) {
      return new Look(z < 3.55 ? letters(along, z) : FRAME.times(.9), normal);
    }
    double pier = Math.min(along, bay * Math.round(along / bay));
    if (z < .45 || Math.abs(along - pier) < .28) {
      return new Look(z < .45 ? PLINTH : wall(along, z).times(.85), normal);
    }
    double within = along - PANE * Math.floor(along / PANE);
    if (within < .1 || Math.abs(z - 2.3) < .05) {
      return new Look(Colour.of(0x3A3A3C), normal);
    }
    double goods = Noise.smooth(1.7 * along, 2.5 * z, seed + 3);
    double shelf = Noise.cell((long) (along * 2.5), (long) (z * 2.2), seed + 4);
    Colour inside = GLASS.towards(Colour.of(0x9A8A70), .25 * goods + .2 * shelf);
    boolean lit = Noise.cell(seed, 5, 1) < .75;
    Colour light = (Noise.cell(seed, 6, 1) < .5 ? WARM : COOL).times(.35 + .3 * goods + .2 * shelf);
    return new Look(inside, normal, lit ? light : Colour.BLACK);
  }

  /** The board above a shop, with strokes that read as letters from afar. */
  private Colour letters(double along, double z) {
    double within = along - 2 * bay * Math.floor(along / (2 * bay));
    boolean text = z > 3.02 && z < 3.4 && within > .8 && within < 2 * bay - .8;
    boolean stroke = Noise.cell((long) Math.floor(along * 7), 0, seed + 7) < .55;
    boolean gap = Noise.cell((long) Math.floor(along * 1.6), 1, seed + 7) < .2;
    return text && stroke && !gap ? sign.towards(Colour.of(0xE8E2CF), .75) : sign;
  }

  /** A storey with a window in each bay; negative storeys are on a side without many. */
  private Look home(double along, double z, int storey, Vec normal) {
    long column = (long) Math.floor(along / bay);
    double within = along - bay * (column + .5);
    double choice = Noise.cell(column, storey, seed + 8);
    boolean door = storey == 0 && choice < .22;
    double low = door ? .1 : .95;
    double high = door ? 2.3 : 2.45;
    double half = door ? .55 : .62;
    boolean none = storey < 0 && choice < .6;
    if (none || Math.abs(within) > half + .12 || z < low - .12 || z > high + .12) {
      boolean course = storey != 0 && z < .18;
      return new Look(course ? wall(along, z).times(1.1) : wall(along, z), normal);
    }
    if (Math.abs(within) > half || z < low || z > high) {
      return new Look(z < low ? FRAME.times(.8) : FRAME, normal);
    }
    if (door) {
      return new Look(sign.times(.9), normal);
    }
    return pane(column, storey, Math.abs(within) / half, (z - low) / (high - low), normal);
  }

  private Look pane(long column, int storey, double aside, double up, Vec normal) {
    if (aside < .07 || Math.abs(up - .66) < .03) {
      return new Look(FRAME.times(.9), normal);
    }
    double curtain = Noise.cell(column, storey, seed + 9);
    boolean drawn = aside > 1 - .5 * curtain;
    Colour glass = GLASS.times(.75 + .6 * up);
    Colour inside = drawn ? glass.towards(FRAME, .45) : glass;
    boolean lit = Noise.cell(column, storey, seed + 10) < .38;
    Colour hue = WARM.towards(COOL, .5 * Noise.cell(column, storey, seed + 11));
    Colour light = hue.times((drawn ? .55 : .8) * (.5 + .5 * up));
    return new Look(inside, normal, lit ? light : Colour.BLACK);
  }

  private Colour wall(double along, double z) {
    double weather = .88 + .16 * Noise.smooth(along / 2, z / 3, seed + 12);
    double grain = .95 + .1 * Noise.smooth(9 * along, 9 * z, seed + 13);
    double foot = z < .5 ? .75 : 1;
    double course = brick && z - .3 * Math.floor(z / .3) < .05 ? 1.12 : 1;
    return wall.times(weather * grain * foot * course);
  }
}
