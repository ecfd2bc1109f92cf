// SPDX-License-Identifier: GPL-2.0
/* device/countdown.rs, in C. Its device is /dev/countdown_c. */

#include <linux/fs.h>
#include <linux/kstrtox.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

#define COUNTDOWN_NEXT _IOR('c', 1, u32)

static unsigned int start = 3;

static int set_start(const char *text, const struct kernel_param *kp)
{
	return param_set_uint_minmax(text, kp, 0, 1000);
}

static const struct kernel_param_ops start_ops = {
	.set = set_start,
	.get = param_get_uint,
};
module_param_cb(start, &start_ops, &start, 0644);
__MODULE_PARM_TYPE(start, "uint");
MODULE_PARM_DESC(start, "the first number");

struct countdown {
	struct mutex lock;
	u32 next;
};

static int countdown_open(struct inode *inode, struct file *file)
{
	struct countdown *me = kmalloc(sizeof(*me), GFP_KERNEL);

	if (!me)
		return -ENOMEM;
	mutex_init(&me->lock);
	me->next = READ_ONCE(start);
	file->private_data = me;
	return 0;
}

static int countdown_release(struct inode *inode, struct file *file)
{
	kfree(file->private_data);
	return 0;
}

static ssize_t countdown_read(struct kiocb *iocb, struct iov_iter *to)
{
	struct countdown *me = iocb->ki_filp->private_data;
	char line[16];
	size_t length;
	ssize_t result = 0;

	mutex_lock(&me->lock);
	if (!me->next)
		goto unlock;
	length = scnprintf(line, sizeof(line), "%u\n", me->next);
	result = -EINVAL;
	if (iov_iter_count(to) < length)
		goto unlock;
	result = -EFAULT;
	if (copy_to_iter(line, length, to) < length)
		goto unlock;
	me->next--;
	result = length;
unlock:
	mutex_unlock(&me->lock);
	return result;
}

static ssize_t countdown_write(struct kiocb *iocb, struct iov_iter *from)
{
	struct countdown *me = iocb->ki_filp->private_data;
	size_t length = iov_iter_count(from);
	char text[17];
	u32 number;

	if (length > sizeof(text) - 1)
		return -EINVAL;
	if (copy_from_iter(text, length, from) < length)
		return -EFAULT;
	text[length] = '\0';
	/* A NUL would end the number. What is too large is ERANGE to C alone. */
	if (strlen(text) < length || kstrtou32(text, 10, &number))
		return -EINVAL;
	mutex_lock(&me->lock);
	me->next = number;
	mutex_unlock(&me->lock);
	return length;
}

static long countdown_ioctl(struct file *file, unsigned int command, unsigned long argument)
{
	struct countdown *me = file->private_data;
	u32 next;

	switch (command) {
	case COUNTDOWN_NEXT:
		mutex_lock(&me->lock);
		next = me->next;
		mutex_unlock(&me->lock);
		return copy_to_user((void __user *)argument, &next, sizeof(next)) ? -EFAULT : 0;
	default:
		return -ENOTTY;
	}
}

static const struct file_operations countdown_fops = {
	.owner = THIS_MODULE,
	.open = countdown_open,
	.release = countdown_release,
	.read_iter = countdown_read,
	.write_iter = countdown_write,
	.unlocked_ioctl = countdown_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
};

static struct miscdevice countdown_device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "countdown_c",
	.fops = &countdown_fops,
};
module_misc_device(countdown_device);

MODULE_DESCRIPTION("A character device that counts down, in C");
MODULE_LICENSE("GPL");
