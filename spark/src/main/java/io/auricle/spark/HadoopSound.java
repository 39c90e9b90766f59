package io.auricle.spark;

import io.auricle.audio.AudioFiles;
import io.auricle.audio.AudioStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Opens sounds through Hadoop's file systems, block by block: HDFS, S3, local folders. */
final class HadoopSound {
    private HadoopSound() {}

    /**
     * Opens a sound.
     *
     * @param path          with or without a scheme
     * @param configuration of the file systems
     * @return the stream; closing it closes the file
     */
    static AudioStream open(String path, Configuration configuration) throws IOException {
        Path file = new Path(path);
        InputStream in = file.getFileSystem(configuration).open(file);
        try {
            return AudioFiles.open(in, path);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }
}
