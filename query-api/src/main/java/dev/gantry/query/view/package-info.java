/** Read-committed views of topics, held in bounded memory. */
@NullMarked
package dev.gantry.query.view;

import org.jspecify.annotations.NullMarked;
