package dev.lawn.faults.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {

    @Test
    void everyRowHasANameOfItsOwnAndAPromise() {
        assertThat(Rows.all()).extracting(Row::name).doesNotHaveDuplicates();
        assertThat(Rows.all()).allSatisfy(row -> assertThat(row.promises()).isNotEmpty());
    }

    @Test
    void theQuickOnesAreRows() {
        List<String> names = Rows.all().stream().map(Row::name).toList();

        assertThat(names).containsAll(Rows.quick());
    }
}
