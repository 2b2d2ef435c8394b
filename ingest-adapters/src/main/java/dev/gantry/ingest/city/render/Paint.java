package dev.gantry.ingest.city.render;

/** What a part of an actor is made of. */
enum Paint {
  /** The colour of the actor: its paint, or the clothes of whoever rides or walks. */
  OWN(0xFFFFFF),
  GLASS(0x222B33),
  PLASTIC(0x2B2C2E),
  TYRE(0x1B1B1D),
  RIM(0xA6A9AD),
  HEAD_LAMP(0xE9EAE2),
  TAIL_LAMP(0x8E1B1B),
  PLATE(0xE4E4DA),
  CARGO(0xD9D8D2),
  TARPAULIN(0x5D7387),
  SKIN(0xC99A7A),
  HAIR(0x3A2C22),
  TROUSERS(0x2F3542),
  HELMET(0xD6D3CC),
  FRAME(0x3F4D63);

  private final int rgb;

  Paint(int rgb) {
    this.rgb = rgb;
  }

  /** Its colour, on an actor of a colour. */
  Colour of(int own) {
    return Colour.of(this == OWN ? own : rgb);
  }
}
