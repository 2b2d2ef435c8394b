package dev.gantry.app.demo;

import dev.gantry.app.score.ScoreSummary;
import dev.gantry.schemas.topic.TopicCatalogue;

/** Holds the committed results of a demo against what is true. Thread-safe. */
interface DemoJudge {

  /** Has a reader hand it the results. */
  ResultsReader into(ResultsReader reader, TopicCatalogue topics);

  /** How they compare with the truth so far. */
  ScoreSummary score();
}
