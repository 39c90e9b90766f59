package io.auricle.spark;

import io.auricle.zoo.classify.FileAnswer;
import io.auricle.zoo.classify.Prediction;
import io.auricle.zoo.classify.Segment;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** Schemas of the results, and answers as their rows. */
final class Rows {
    private static final StructType RANKED = new StructType(new StructField[] {
        DataTypes.createStructField("label", DataTypes.StringType, false),
        DataTypes.createStructField("probability", DataTypes.DoubleType, false)
    });

    /** Of {@link AuricleSpark#classify} and {@link AuricleSpark#timeline}. */
    static final StructType ANSWERS = new StructType(new StructField[] {
        DataTypes.createStructField("path", DataTypes.StringType, false),
        field("start", DataTypes.DoubleType),
        field("end", DataTypes.DoubleType),
        field("label", DataTypes.StringType),
        field("probability", DataTypes.DoubleType),
        field("sure", DataTypes.BooleanType),
        field("ranking", DataTypes.createArrayType(RANKED, false)),
        field("error", DataTypes.StringType)
    });

    /** Of {@link AuricleSpark#features}. */
    static final StructType FEATURES = new StructType(new StructField[] {
        DataTypes.createStructField("path", DataTypes.StringType, false),
        field("window", DataTypes.IntegerType),
        field("bands", DataTypes.IntegerType),
        field("frames", DataTypes.IntegerType),
        field("values", DataTypes.createArrayType(DataTypes.FloatType, false)),
        field("error", DataTypes.StringType)
    });

    private Rows() {}

    private static StructField field(String name, DataType type) {
        return DataTypes.createStructField(name, type, true);
    }

    static List<Row> of(FileAnswer answer, int top) {
        if (answer.error().isPresent()) {
            return List.of(RowFactory.create(
                    answer.path(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    answer.error().get()));
        }
        List<Row> rows = new ArrayList<>();
        for (Segment segment : answer.segments()) {
            Prediction prediction = segment.prediction();
            rows.add(RowFactory.create(
                    answer.path(),
                    segment.startSeconds(),
                    segment.endSeconds(),
                    prediction.label(),
                    prediction.probability(),
                    prediction.sure(),
                    ranking(prediction, top),
                    null));
        }
        return rows;
    }

    private static Object ranking(Prediction prediction, int top) {
        List<Row> ranked = prediction.top(top).stream()
                .map(entry -> RowFactory.create(entry.label(), entry.probability()))
                .toList();
        return CollectionConverters.asScala(ranked).toSeq();
    }

    static Row features(String path, int window, int bands, int frames, float[] values) {
        List<Float> boxed = new ArrayList<>(values.length);
        for (float value : values) {
            boxed.add(value);
        }
        return RowFactory.create(
                path, window, bands, frames, CollectionConverters.asScala(boxed).toSeq(), null);
    }

    static Row featureError(String path, String error) {
        return RowFactory.create(path, null, null, null, null, error);
    }
}
