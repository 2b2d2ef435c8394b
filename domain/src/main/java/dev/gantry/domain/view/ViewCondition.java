package dev.gantry.domain.view;

/** How it is with what a camera shows. */
public enum ViewCondition {
  /** It shows what it always shows. */
  NORMAL(0),
  /** The same picture comes over and over. */
  FROZEN(1),
  /** Something is before the lens, or it is out of focus: hardly any edges are left. */
  COVERED(2),
  /** There is a picture, of another place than was learnt. */
  TURNED(3);

  /** Stands for it in stored states; never changed. */
  private final int code;

  ViewCondition(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static ViewCondition ofCode(int code) {
    for (ViewCondition condition : values()) {
      if (condition.code == code) {
        return condition;
      }
    }
    throw new IllegalArgumentException("view condition: expected 0 to 3, found " + code);
  }
}
