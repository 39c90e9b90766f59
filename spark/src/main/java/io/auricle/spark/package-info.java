/**
 * The classifier on Apache Spark: paths of sound files in, rows of answers, features or embeddings out. Start at
 * {@link io.auricle.spark.AuricleSpark}; {@link io.auricle.spark.Main} is the runnable for {@code spark-submit}.
 */
package io.auricle.spark;
