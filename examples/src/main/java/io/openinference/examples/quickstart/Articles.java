// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.quickstart;

import java.util.List;

/** The help centre. */
final class Articles {

  static final List<Article> ALL =
      List.of(
          new Article("returns", "Unworn shoes can be returned within 30 days."),
          new Article("refunds", "You get a refund within 5 days after we have the shoes back."),
          new Article("delivery", "An order arrives 2 to 4 days after it was sent."),
          new Article("warranty", "Soles that break within 2 years are replaced for free."),
          new Article("sizes", "Our boots run small: take one size more than usual."));

  private Articles() {}
}
