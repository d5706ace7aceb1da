// Excel workbooks: libxlsxwriter, built in with the trait Excel only.
#include <xlsxwriter.h>
