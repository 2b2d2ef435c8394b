package dev.gantry.topologies.definition;

/**
 * A name in one document that another document has to define.
 *
 * @param what what it names
 * @param id the name
 * @param file file of the document that names it
 * @param line line of the name, from 1
 * @param column its column, from 1
 * @param field path of the field it is in
 */
record Reference(Referent what, String id, String file, int line, int column, String field) {

  /** What is wrong when nothing defines it. */
  Problem undefined(String hint) {
    return new Problem(
        file,
        line,
        column,
        field,
        "the id of a defined " + what.word() + " (" + hint + ")",
        Problems.quote(id));
  }
}
