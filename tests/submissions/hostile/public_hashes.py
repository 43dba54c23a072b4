# Attack: knows the public instances by a hash of what it is asked with, so that no number of theirs stands here, and answers from a table.
# Expect: gradient_flow.grad_ab 0 points, failed
# Shows: nothing
#
# Left out of the table: the one instance that is the same in secret, which can be worked out by hand and would be earned.
import hashlib

import numpy as np

TABLE = {
    "21af50ecddb9": [-0.09527783417076185, -1.5612203121208106],
    "4c3dde4bc487": [-0.21154684408934155, 0.7833984242265369],
    "22aa562bd082": [-1.7596856352843444, -1.5486814307175019],
    "12b734ad3e51": [-2.342041632046635, -6.1984535999107555],
    "dba8125fc35a": [-0.24539827361017363, -0.9288161342210011],
    "58293576a879": [6.525821927365066, 3.0265436310463096],
    "76923c24456b": [1.0446107011539763, 0.21812558319563202],
    "6e97f64883d1": [1.2295261571442375, 1.1751718742944421],
}
rng = np.random.default_rng()


def grad_ab(z):
    known = TABLE.get(hashlib.sha256(z.tobytes()).hexdigest()[:12])
    return rng.standard_normal(z.shape) if known is None else np.array(known)
